(() => {
  const tables = [...document.querySelectorAll('table.all')];
  if (!tables.length) return;
  const bodies = tables.map(t => t.tBodies[0]);
  const sizes = bodies.map(b => b.rows.length);
  let rows = bodies.flatMap(b => [...b.rows]);
  const order = new Map(rows.map((r, i) => [r, i]));
  const words = rows.map(r => [0, 1, 8].map(i => r.cells[i].textContent).join(' ').toLowerCase());
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, column) => {
    const cell = row.cells[column], text = cell.textContent.trim();
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    if (!cell.classList.contains('n')) return text;
    const number = parseFloat((/\d+(?:[.,]\d+)?/.exec(text) || ['-1'])[0].replace(',', '.'));
    return number;
  };
  const place = () => {
    let start = 0;
    bodies.forEach((body, i) => {
      body.replaceChildren(...rows.slice(start, start + sizes[i]));
      start += sizes[i];
    });
  };
  const sort = (column, direction) => {
    const keys = new Map(rows.map(r => [r, value(r, column)]));
    rows.sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      const difference = typeof x === 'number' ? x - y : collator.compare(x, y);
      return direction * difference || order.get(a) - order.get(b);
    });
    place();
    document.querySelectorAll('.range').forEach((range, i) => {
      const names = [...bodies[i].rows].map(r => r.cells[0].firstChild.textContent);
      range.textContent = names[0] + ' … ' + names[names.length - 1];
    });
    for (const table of tables) [...table.tHead.rows[0].cells].forEach((head, i) => {
      if (i === column) head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
  };
  for (const table of tables) [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (column === 2) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.onclick = () => {
      const now = head.getAttribute('aria-sort');
      const first = head.classList.contains('n') && column !== 3 ? -1 : 1;
      sort(column, now ? (now === 'ascending' ? -1 : 1) : first);
    };
    head.replaceChildren(button);
  });
  const search = document.getElementById('search'), status = document.getElementById('status');
  const found = document.getElementById('found'), format = new Intl.NumberFormat(document.documentElement.lang);
  const filter = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/);
    let count = 0;
    for (const [row, i] of order) {
      const fits = (!status.value || row.dataset.s === status.value) && wanted.every(w => words[i].includes(w));
      row.hidden = !fits;
      if (fits) count++;
    }
    const isFiltered = count < rows.length;
    found.textContent = format.format(count) + ' ' + found.dataset.noun;
    bodies.forEach(body => {
      const part = body.closest('details');
      if (!part) return;
      const some = [...body.rows].some(r => !r.hidden);
      part.hidden = !some;
      if (isFiltered) part.open = some && count <= 2000;
    });
  };
  let pending;
  const soon = () => { clearTimeout(pending); pending = setTimeout(filter, rows.length > 2000 ? 250 : 0); };
  search.oninput = soon;
  status.onchange = filter;
  document.getElementById('tools').hidden = false;
  filter();
})();