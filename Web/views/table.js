// @ts-check
/** Tables of the page. */

/**
 * A table that scrolls within itself.
 * @param {string} label
 * @param {string[]} head
 * @param {(string | Node | (string | Node)[])[][]} rows what stands in each cell
 */
export function table(label, head, rows) {
  const box = document.createElement("div");
  box.className = "table";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  const element = document.createElement("table");
  const top = element.createTHead().insertRow();
  for (const text of head) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    top.append(cell);
  }
  const body = element.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const cell of row) line.insertCell().append(...[cell].flat());
  }
  box.append(element);
  return box;
}
