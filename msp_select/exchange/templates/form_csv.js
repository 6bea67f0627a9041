// The file as a spreadsheet would send it back, so that one reader reads both.
const BEGINS = /^[=+\-@\t\r\n]/;
const runs = (text) => BEGINS.test(text) || BEGINS.test(text.normalize("NFKC").replace(/^[ \u00a0\u200b\ufeff]+/, ""));
const armoured = (text) => (text.startsWith("'") || runs(text) ? `'${text}` : text);
const bared = (text) => (text.startsWith("'") && armoured(text.slice(1)) !== text.slice(1) ? text.slice(1) : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const wordsOf = (field) => (field.tagName === "OPTION" ? field.textContent : field.nextElementSibling.textContent);
const choicesOf = (set, states) => [...set.querySelectorAll("input[type=radio], [data-part=instead] option")].filter(
  (one) => one.value && (one.tagName === "OPTION" || isState(one)) === states);
const words = (set, value, states) => { const one = choicesOf(set, states).find((one) => one.value === value); return one ? wordsOf(one) : value; };
const chosen = (set, text, states) => choicesOf(set, states).find((one) => wordsOf(one) === text)?.value ?? "";

function written() {
  const rows = data.items.map((item, at) => {
    const set = setOf.get(item.id), found = read(set), answer = words(set, found.answer, false), levels = choicesOf(set, false);
    const figure = isTyped(set) && !("lines" in set.dataset), said = set.querySelector(".how")?.textContent;
    const how = [said, levels.length ? [data.choose, ...levels.map(wordsOf)].join("\n• ") : ""].filter(Boolean).join(" ");
    return [item.id, item.in_file, String(at + 1), armoured(set.querySelector("legend span").textContent), armoured(how),
      figure ? answer : armoured(answer), armoured(words(set, found.instead, true)),
      armoured(data.offers[found.evidence] ?? ""), armoured(found.note)].map(quoted).join(",") + "\r\n";
  });
  return `\ufeff${data.head}${rows.join("")}`;
}
function readBack(text) {
  const cells = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y, found = new Map();
  for (let row = [], match; cells.lastIndex < text.length && (match = cells.exec(text)); ) {
    row.push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
    if (match[2] === ",") continue;
    const set = setOf.get(row[0]), [answer, instead, evidence, note] = row.slice(5, 9).map(bared);
    if (set) found.set(row[0], {
      answer: isTyped(set) ? answer : chosen(set, answer, false), instead: chosen(set, instead, true),
      evidence: Object.keys(data.offers).find((key) => data.offers[key] === evidence) ?? "", note });
    row = [];
  }
  return found;
}
