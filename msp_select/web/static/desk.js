"use strict";
// The terminal is another script's; when its socket closes it marks the page, and why is told here.
const told = document.getElementById("told"), Socket = window.WebSocket;
const WHY = {
  moved: "This is open in another window now. Reload the page to go on here.",
  idle: "Closed after a long rest. Everything is saved. Reload the page to go on.",
  ended: "Closed. Everything is saved. Reload the page to go on.",
  left: "Closed. Everything is saved. Reload the page to go on.",
  stopped: "The server was stopped. Everything is saved.",
};
const say = (text) => { told.textContent = text; told.hidden = false; };
async function again(wait) { // the door joins the page to the same process, with the same picture
  await new Promise((ready) => setTimeout(ready, wait));
  try { if ((await fetch("/desk", { method: "HEAD" })).ok) location.reload(); else say("You are logged out. Come in by a new link."); }
  catch { again(Math.min(wait * 2, 8000)); }
}
// A document is handed over by a link that is followed here: a window that opens late would be held back.
window.open = (url) => {
  if (!url.startsWith(`${location.origin}/download/`)) return;
  const link = Object.assign(document.createElement("a"), { href: url, download: "" });
  document.body.append(link); link.click(); link.remove();
};
const bring = document.getElementById("bring"), field = document.getElementById("file");
const keys = () => document.querySelector("textarea.xterm-helper-textarea")?.focus();
let wanted = null, socket = null;
function want(asked) { // the interface asks for a file, or for none any more
  const was = wanted; wanted = asked;
  bring.hidden = !asked; field.value = ""; field.disabled = false;
  document.getElementById("brought").textContent = "";
  if (asked) { field.accept = asked.endings.join(","); field.focus(); } else if (was) keys();
}
const leave = () => { socket.send(JSON.stringify(["stdin", "\x1b"])); want(null); };
document.getElementById("leave").addEventListener("click", leave);
bring.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Escape") leave(); });
bring.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("change", async () => {
  const [file] = field.files, asked = wanted, say = (text) => { document.getElementById("brought").textContent = text; };
  if (!file || !asked) return;
  if (file.size > asked.most) { say(`${file.name} is too large: ${asked.most >> 20} MB at most.`); return; }
  say(`Taking in ${file.name} …`); field.disabled = true;
  try {
    const answer = await fetch(`/desk/files/${asked.key}?name=${encodeURIComponent(file.name.slice(-200))}`,
      { method: "PUT", body: file, headers: { "Content-Type": "application/octet-stream" } });
    if (answer.ok) want(null); else say(`${file.name}: ${await answer.text()}`);
  } catch { say(`${file.name} could not be read or sent. Choose it again.`); }
  field.disabled = false; field.value = "";
  if (wanted) field.focus(); // what was disabled has lost it
});
window.WebSocket = class extends Socket {
  constructor(...given) {
    super(...given);
    socket = this;
    this.addEventListener("message", ({ data }) => {
      const [kind, what] = typeof data === "string" ? JSON.parse(data) : [];
      if (kind === "file_wanted") want(what);
    });
    this.addEventListener("close", (event) => {
      want(null);
      if (event.reason in WHY) say(WHY[event.reason]);
      else if (event.code === 1008) say("Closed: that was more than the interface takes at once. Reload the page to go on.");
      else { say("No connection. It is tried again."); again(250); }
    });
  }
};
