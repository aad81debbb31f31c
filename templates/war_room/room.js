"use strict";
// What all parts of the page share: the data, small ways to make elements, and who listens to whom.
const Room = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const listeners = {};

  // An element with its texts set as texts: nothing that an office typed ever becomes markup.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== "" && child !== false) element.append(child);
    }
    return element;
  }

  // The same marks as in the mail: a sign, a word, and a colour that never stands alone.
  function mark(at) {
    const found = data.marks[at];
    return make("span", { class: `mark m-${found.code}` }, `${found.sign} ${found.word}`.trim());
  }

  function on(event, listener) {
    (listeners[event] = listeners[event] || []).push(listener);
  }

  function tell(event, ...told) {
    for (const listener of listeners[event] || []) listener(...told);
  }

  const latest = () => shared.closing === data.closings.length - 1;
  const thousands = (number) => number.toLocaleString("en-US");
  const byId = (id) => document.getElementById(id);
  const shared = { data, make, mark, on, tell, thousands, byId, latest, closing: data.closings.length - 1 };
  return shared;
})();
