// Served, the page asks now and then whether it was laid anew, and shows the new one; out of a folder it asks nobody.
const Fresh = (() => {
  const MINUTES = 2;
  let first = "";

  async function ask() {
    try {
      const answer = await fetch(`fresh?unit=${encodeURIComponent(Room.data.unit.code)}`, { cache: "no-store" });
      if (!answer.ok) return; // logged out, perhaps: what stands here stays readable
      const { stamp } = await answer.json();
      if (first && stamp !== first) location.reload();
      first = stamp;
    } catch {
      // the network is away for a while: the next question tells
    }
  }

  function start() {
    if (!location.protocol.startsWith("http")) return;
    ask();
    setInterval(ask, MINUTES * 60 * 1000);
  }

  return { start };
})();
