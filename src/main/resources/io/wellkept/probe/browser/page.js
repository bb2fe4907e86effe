// What we ask of a page, in its own window. Nothing here changes it.
(root, asked) => {
  const LIMIT = 5000000;
  const NEVER_SHOWN = new Set(['HEAD', 'TITLE', 'META', 'LINK', 'BASE', 'SCRIPT', 'STYLE',
    'TEMPLATE', 'NOSCRIPT', 'OPTION', 'OPTGROUP', 'DATALIST', 'AREA', 'MAP', 'SOURCE', 'TRACK',
    'PARAM', 'BR', 'WBR', 'COL', 'COLGROUP']);

  const plain = (text) => (text || '').replace(/\s+/g, ' ').trim().toLowerCase();

  // A box that is there without being seen belongs to the form all the same.
  const shown = (element) =>
    NEVER_SHOWN.has(element.tagName) || element.type === 'hidden' ||
    element.namespaceURI !== 'http://www.w3.org/1999/xhtml' ||
    element.checkVisibility({ visibilityProperty: true }) ||
    getComputedStyle(element).display === 'contents';

  const children = (node) => [
    ...(node.shadowRoot ? node.shadowRoot.childNodes : []), ...node.childNodes];

  // Copies into a document that runs nothing, so that parts which a script made are not made again.
  const copy = (node, into, all) => {
    if (node.nodeType === Node.TEXT_NODE) return into.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || (!all && !shown(node))) return null;
    const made = into.importNode(node, false);
    for (const child of children(node)) {
      const part = copy(child, into, all);
      if (part) made.appendChild(part);
    }
    return made;
  };

  const source = (all) => {
    if (document.contentType !== 'text/html' && document.contentType !== 'application/xhtml+xml') {
      return document.body ? document.body.innerText.slice(0, LIMIT) : '';
    }
    const into = document.implementation.createHTMLDocument('');
    const whole = copy(document.documentElement, into, all);
    return whole ? whole.outerHTML.slice(0, LIMIT) : '';
  };

  const within = function* (node) {
    for (const child of children(node)) {
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      yield child;
      yield* within(child);
    }
  };

  const every = (from, selector, seen) =>
    [...within(from)].filter((each) => each.matches(selector) && (!seen || shown(each)));

  const says = (element) => plain(element.innerText) ||
    plain(element.tagName === "INPUT" ? element.value : "") ||
    plain(element.getAttribute('aria-label')) || plain(element.querySelector?.('img[alt]')?.alt) ||
    plain(element.title);

  const said = (from, selector, wanted) => saying(every(from, selector, true), wanted);

  const saying = (all, wanted) => {
    const text = plain(wanted);
    return all.find((each) => says(each) === text) || all.find((each) => says(each).startsWith(text)) ||
      all.find((each) => says(each).includes(text)) || null;
  };

  const LINKS = 'a, area[href], [role=link], button, [role=button], summary';
  const FIELDS = 'input, select, textarea, [contenteditable=""], [contenteditable=true]';
  const SENDS = 'button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]';

  const PRESSED = 'button, input[type=submit], input[type=image], input[type=button], ' +
    '[role=button]:not(a[href]), [role=button][href^="#"]';

  // Whether pressing it presses a button of a form: itself, what it is in, or what it holds.
  const sends = (element) =>
    [element, element.closest(PRESSED), element.closest('label')?.control, ...within(element)].some((each) =>
      each && each.matches(PRESSED) && each.type !== 'reset' && Boolean(each.form || each.closest('form')));

  const link = (wanted) => {
    const all = asked.selector ? every(root, asked.selector, true) : every(root, LINKS, true);
    const fit = all.filter(wanted);
    return asked.selector ? fit[0] || null : saying(fit, asked.text);
  };

  const form = () => {
    if (asked.form) return every(root, asked.form)[0] || null;
    const forms = every(root, 'form', true);
    if (forms.length > 1) {
      const fit = forms.filter((each) => asked.names.every((name) => named(each, name).length));
      return fit.length === 1 ? fit[0] : null;
    }
    return forms[0] || (asked.names.length ? document.body : null);
  };

  const labelled = (field) =>
    [...(field.labels || [])].map((label) => label.innerText).concat(
      field.getAttribute('aria-label'), field.getAttribute('placeholder')).map(plain);

  const named = (from, name) => {
    const all = every(from, FIELDS);
    const by = (test) => all.filter(test);
    for (const test of [(f) => f.name === name, (f) => f.id === name,
      (f) => labelled(f).some((label) => label === plain(name)),
      (f) => labelled(f).some((label) => label && label.replace(/[\s*:]+$/, '') === plain(name))]) {
      const found = by(test);
      if (found.length) return found;
    }
    return [];
  };

  const field = () => {
    const of = form();
    const all = of ? named(of, asked.name) : [];
    const boxes = all.filter((each) => each.type === 'radio' || each.type === 'checkbox');
    if (boxes.length && asked.value !== null) {
      return boxes.find((each) => each.value === asked.value || labelled(each).includes(plain(asked.value))) ||
        null;
    }
    return all[0] || null;
  };

  const button = () => {
    const of = form();
    if (!of) return null;
    const all = 'button, input[type=submit], input[type=image], input[type=button], [role=button]';
    if (asked.button) {
      return every(of, all, true).find((each) => each.name === asked.button || each.id === asked.button) ||
        said(of, all, asked.button) || (of === document.body ? null : said(root, all, asked.button));
    }
    return every(of, SENDS, true)[0] || every(of, 'button, [role=button]', true)[0] || null;
  };

  switch (asked.what) {
    case 'seen': return source(false);
    case 'source': return source(true);
    case 'type': return document.contentType;
    case 'link': return link((each) => !sends(each));
    case 'sending': return link(sends);
    case 'links': return [...new Set(every(root, LINKS, true).map((each) => (each.innerText || '').trim())
      .filter((text) => text))].slice(0, 12).join(' \u00b7 ');
    case 'form': return form();
    case 'field': return field();
    case 'button': return button();
    default: return null;
  }
}
