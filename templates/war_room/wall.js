// The wall: large figures, no mouse. It goes from part to part, those that ask for most first, and starts everything.
const Wall = (() => {
  const { byId, make, data } = Room;
  const SECONDS = 12; // at which a part is read at three metres
  let timer = null, turn = 0;

  // The grave ones first; the marks are in that order.
  const order = data.parts
    .filter((part) => part.at)
    .map((part) => [part, part.stands[part.stands.length - 1][0]])
    .sort((a, b) => a[1] - b[1])
    .map(([part]) => part);

  function next() {
    const spot = byId("spot");
    const part = turn === 0 ? null : order[turn - 1];
    if (part) {
      Chart.spot(part.code);
      spot.replaceChildren(
        make("p", { class: "name" }, part.name, " ", Room.mark(part.stands[part.stands.length - 1][0])),
        make("dl", {}, part.figures.map(([label, shown, at]) => [
          make("dt", {}, label), make("dd", {}, shown, " ", data.marks[at].sign ? make("span", { class: `mark m-${data.marks[at].code}` }, data.marks[at].sign) : ""),
        ])));
    } else Chart.spot("");
    spot.hidden = !part;
    turn = (turn + 1) % (order.length + 1);
  }

  function set(on) {
    document.body.classList.toggle("wall", on);
    byId("wall").setAttribute("aria-pressed", String(on));
    byId("wall").textContent = on ? "ออกจากจอผนัง" : "จอผนัง";
    clearInterval(timer);
    timer = null;
    turn = 0;
    if (on) {
      Card.close();
      Closings.show(data.closings.length - 1); // the slider is out of sight there
      requestAnimationFrame(next);
      if (order.length > 1) timer = setInterval(next, SECONDS * 1000);
    } else {
      byId("spot").hidden = true;
      requestAnimationFrame(() => Chart.spot(""));
    }
  }

  // Asked for by a person: the address keeps it, so that a page that shows itself anew is on the wall again.
  function turnTo(on) {
    location.replace(on ? "#wall" : "#");
    set(on);
  }

  function start() {
    byId("wall").addEventListener("click", () => turnTo(!document.body.classList.contains("wall")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && document.body.classList.contains("wall")) turnTo(false);
    });
    if (/[?#&]wall\b/.test(location.href)) set(true);
  }

  return { start, next };
})();

Plots.start();
Card.start();
Chart.start();
Table.start();
Closings.start();
Plots.refilter();
Wall.start();
Fresh.start();
document.documentElement.dataset.ready = "";
