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
window.WebSocket = class extends Socket {
  constructor(...given) {
    super(...given);
    this.addEventListener("close", (event) => {
      if (event.reason in WHY) say(WHY[event.reason]);
      else if (event.code === 1008) say("Closed: that was more than the interface takes at once. Reload the page to go on.");
      else { say("No connection. It is tried again."); again(250); }
    });
  }
};
