"use strict";
// Kept by the server as it is filled in, and handed in there.
let revision = data.revision, sending = null, over = false;
const kept = (words) => progress(words);
const end = (words) => { over = true; state.textContent = words; return false; };
async function put() { // whether the server has it
  try {
    const body = JSON.stringify({ revision, answers: all() });
    const answer = await fetch("/answers", { method: "PUT", headers: { "Content-Type": "application/json" }, body });
    if (answer.status === 401) return end("You are logged out. What you typed is still here: copy it, and come in by your link again.");
    if (answer.status === 409) return end((await answer.json()).say);
    if (!answer.ok) { state.textContent = `Not saved. ${await answer.text()}`; return false; }
    const told = await answer.json();
    revision = told.revision;
    for (const set of sets) check(set, fault(set) || told.faults[set.dataset.id] || "");
    kept("Saved.");
    return true;
  } catch {
    kept("Not saved: no connection. It is tried again.");
    setTimeout(save, 3000);
    return false;
  }
}
async function save() { // one after the other, the last with everything
  if (over) return false;
  const before = sending;
  sending = (async () => { await before; return !over && put(); })();
  return sending;
}
const stop = eachChange(save);
document.getElementById("out").addEventListener("click", async () => {
  stop();
  if (over || !complete() || !(await save()) || sets.some((set) => set.querySelector(".fault").textContent)) return;
  const answer = await fetch("/answers/hand-in", { method: "POST" });
  const told = await answer.json();
  if (answer.ok) end(told.say);
  else state.textContent = told.say;
});
progress("Saved as you go.");
