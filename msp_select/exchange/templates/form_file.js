// Kept in this browser as it is filled in, and handed over as a file.
const KEY = `msp-select ${data.key}`, file = document.getElementById("file");
function keep(said = "Kept in this browser.") {
  try { localStorage.setItem(KEY, JSON.stringify(all())); progress(said); }
  catch { progress("This browser keeps nothing: please save the file before you close the page."); }
}
function take(text) {
  const lines = new Set(text.replace(/^\ufeff/, "").split(/\r?\n/));
  if (!data.same.every((line) => lines.has(line))) { state.textContent = "That file belongs to another form. Nothing was changed."; return; }
  try {
    const found = readBack(text.replace(/^\ufeff/, ""));
    for (const [id, one] of found) { write(setOf.get(id), one); check(setOf.get(id)); }
    keep(`${found.size} answers read from the file.`);
  } catch { state.textContent = "That file cannot be read: it was changed by another program. Nothing was changed."; }
}
const stop = eachChange(() => keep());
document.getElementById("out").addEventListener("click", () => {
  stop();
  keep();
  if (!complete()) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([written()], { type: "text/plain" }));
  link.download = data.file;
  link.click();
  progress(`Saved as ${data.file}. Please send that file back.`);
});
document.getElementById("in").addEventListener("click", () => file.click());
file.addEventListener("change", async () => { if (file.files[0]?.size < 2e6) take(await file.files[0].text()); file.value = ""; });
document.getElementById("forget").addEventListener("click", () => {
  stop();
  try { localStorage.removeItem(KEY); } catch { /* nothing is kept */ }
  state.textContent = "Forgotten on this computer. What is on the page goes when you close it.";
});
try { for (const [id, one] of Object.entries(JSON.parse(localStorage.getItem(KEY)) ?? {})) if (setOf.has(id)) write(setOf.get(id), one); } catch { /* nothing is kept */ }
progress("Kept as you go.");
