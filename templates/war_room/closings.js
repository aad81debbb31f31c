// The slider over the months that have a closing of their own: figures, areas and pins as they were then.
const Closings = (() => {
  const { byId, data } = Room;
  const last = data.closings.length - 1;
  const figures = [...document.querySelectorAll(".figures")];
  const month = byId("month").textContent;

  function show(closing) {
    Room.closing = closing;
    const chosen = figures[closing];
    for (const list of figures) list.hidden = list !== chosen;
    byId("sentence").textContent = chosen.dataset.sentence;
    const at = data.marks.findIndex((mark) => mark.code === chosen.dataset.mark);
    byId("stand").replaceChildren(data.marks[at].sign ? Room.mark(at) : "");
    for (const part of document.querySelectorAll(".now, [data-now]")) part.hidden = closing !== last;
    byId("month").textContent = closing === last ? month : `ย้อนดูงวด ${chosen.dataset.name}`;
    byId("past").hidden = closing === last;
    byId("past").textContent = closing === last ? "" : `กำลังดูข้อมูล ณ วันปิดงวด ${chosen.dataset.name} ไม่ใช่งวดล่าสุด`;
    const slider = byId("closing");
    if (slider) {
      slider.value = closing;
      slider.setAttribute("aria-valuetext", chosen.dataset.name);
      byId("closing-name").textContent = chosen.dataset.label;
    }
    Room.tell("closing");
  }

  function start() {
    const slider = byId("closing");
    if (slider) slider.addEventListener("input", () => show(Number(slider.value)));
  }

  return { start, show };
})();
