// The file as the form for a text editor, so that one reader reads both.
const quoted = (text) => JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("\u007f", "\\u007f");
const figure = (text) => text.replace(/^(-?)0+(?=\d)/, "$1");
const isWeight = (item) => item.id.startsWith("pillar/");

function written() {
  const weights = data.items.filter(isWeight).map((item) => [item, read(setOf.get(item.id)).answer]).filter(([, text]) => text);
  const marks = data.items.filter((item) => !isWeight(item)).map((item) => {
    const set = setOf.get(item.id), found = read(set), number = isTyped(set) && found.answer;
    return `${item.in_file}value = ${number ? figure(found.answer) : quoted(found.answer || found.instead)}\nnote = ${quoted(found.note)}\n`;
  });
  return `${data.head}${weights.map(([item, text]) => `${item.in_file}${figure(text)}\n`).join("")}${marks.join("")}`;
}
function readBack(text) {
  const found = new Map();
  let table = "";
  for (const line of text.split(/\r?\n/)) {
    const head = /^\[(?:marks\.)?(.+)\]$/.exec(line), pair = /^([\w-]+) = ([^]*)$/.exec(line);
    if (head) table = head[1].replace(".", "/");
    if (!pair || !table) continue;
    const value = pair[2].startsWith('"') ? JSON.parse(pair[2]) : pair[2];
    const id = table === "pillars" ? `pillar/${pair[1]}` : table, set = setOf.get(id);
    const name = pair[1] === "note" ? "note" : value === "none" && set?.querySelector("[value=none][data-state], option[value=none]") ? "instead" : "answer";
    if (set) found.set(id, { ...found.get(id), [name]: value });
  }
  return found;
}
