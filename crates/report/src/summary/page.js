"use strict";
const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
    button.addEventListener("click", () => {
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
      rows.sort((one, other) => sign * order(one[0], other[0]));
      table.tBodies[0].append(...rows.map((row) => row[1]));
    });
  });
}
for (const form of document.forms) {
  const rows = [...document.getElementById(form.dataset.rows).tBodies[0].rows];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const show = () => {
    const wanted = form.elements.search.value.toLowerCase().trim();
    const only = form.elements.only.value;
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = texts[index].includes(wanted) && (!only || row.dataset.kind === only);
      row.hidden = !fits;
      shown += fits;
    });
    form.elements.shown.value = form.dataset.shown.replace("{shown}", shown).replace("{count}", rows.length);
  };
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
}
