"use strict";
// Questions and answers as they stand on the page; other scripts keep them and hand them over.
const data = JSON.parse(document.getElementById("form").textContent);
const form = document.getElementById("answers"), state = document.getElementById("state");
const sets = [...form.querySelectorAll("fieldset")], setOf = new Map(sets.map((set) => [set.dataset.id, set]));
const part = (set, name) => set.querySelector(`[data-part=${name}]`);
const isState = (field) => "state" in field.dataset, isTyped = (set) => part(set, "answer") !== null;

function read(set) { // one question as the file will have it
  const radio = set.querySelector("input[type=radio]:checked"), text = (name) => (part(set, name)?.value.trim() ? part(set, name).value : "");
  return {
    answer: radio ? (isState(radio) ? "" : radio.value) : text("answer"),
    instead: radio ? (isState(radio) ? radio.value : "") : text("instead"),
    evidence: text("evidence"), note: text("note"),
  };
}
function write(set, found) {
  for (const radio of set.querySelectorAll("input[type=radio]"))
    radio.checked = radio.value === (found.instead || found.answer || "") && isState(radio) === Boolean(found.instead);
  for (const name of ["answer", "instead", "evidence", "note"]) if (part(set, name)) part(set, name).value = found[name] ?? "";
}
const all = () => Object.fromEntries(sets.map((set) => [set.dataset.id, read(set)]));
const given = (found) => found.answer !== "" || found.instead !== "";

function fault(set) { // what to mend, in a sentence, or nothing
  const found = read(set), { pattern = data.figure, example, low = "", high = "" } = set.dataset;
  const long = Object.values(found).some((text) => text.length > data.longest);
  if (long) return `That is too long. Please keep each text to ${data.longest} characters.`;
  if (found.answer && found.instead) return "There is an answer, and a reason for none beside it. Please keep one of them.";
  if (set.querySelector("[data-reason]:checked") && !found.note) return "Please say in the note why it does not apply.";
  if (!given(found) && (found.note || found.evidence)) return "There is a note but no answer, and no reason for none.";
  if (!isTyped(set) || found.answer === "") return "";
  const parts = "lines" in set.dataset ? found.answer.split(/[;\n]/).map((one) => one.trim()).filter(Boolean) : [found.answer];
  const wrong = parts.find((one) => !new RegExp(`^(?:${pattern})$`, "i").test(one));
  if (wrong !== undefined && example) return `“${wrong.slice(0, 60)}” is not understood. Please write a line such as “${example.split(";")[0]}”.`;
  if (wrong !== undefined) return "Please write digits alone, with a point for decimals, such as 1234.5.";
  if ("lines" in set.dataset) return parts.length ? "" : `Please write a line such as “${example.split(";")[0]}”.`;
  const number = parseFloat(found.answer);
  if ("share" in set.dataset && number > 0 && number < 1 && !found.answer.endsWith("%"))
    return `Is that ${found.answer} % or ${+(number * 100).toPrecision(12)} %? Please write it with its sign.`;
  if (low !== "" && number < Number(low)) return high === "" ? "An amount cannot be below zero." : `Please write a number from ${low} to ${high}.`;
  return high !== "" && number > Number(high) ? `Please write a number from ${low} to ${high}.` : "";
}
function check(set, told = fault(set)) {
  set.querySelector(".fault").textContent = told;
  part(set, "answer")?.setAttribute("aria-invalid", told ? "true" : "false");
  return told;
}
function complete() { // whether all can go; else the first that cannot has the focus
  const wrong = sets.filter((set) => check(set));
  if (!wrong.length) return true;
  state.textContent = `${wrong.length} to mend first.`;
  wrong[0].querySelector("input:checked, input[type=text], textarea, select").focus();
  return false;
}
function progress(words) {
  const done = sets.filter((set) => given(read(set))).length;
  state.textContent = `${done} of ${sets.length} answered. ${words}`;
}
function eachChange(keep) { // said once a pause, not at each key
  let timer = 0;
  const later = () => { clearTimeout(timer); timer = setTimeout(keep, 400); };
  form.addEventListener("input", later);
  form.addEventListener("change", (event) => { const set = event.target.closest("fieldset"); if (set) { check(set); later(); } });
  form.addEventListener("submit", (event) => event.preventDefault());
  return () => clearTimeout(timer);
}
