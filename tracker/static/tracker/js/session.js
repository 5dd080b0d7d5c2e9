// Says two minutes before a sign-in ends that it does, and afterwards that nothing typed is lost.
"use strict";
{
  const box = document.querySelector(".session");
  const notice = 120, rest = 15000;
  let end = Date.now() + box.dataset.seconds * 1000;
  let shown = "", asked = 0;

  const left = () => (end - Date.now()) / 1000;
  const show = (state) => {
    shown = state;
    for (const text of box.children) text.hidden = text.dataset.when !== state;
  };
  // The server knows better than this page: another tab, or what was saved meanwhile, has lengthened the sign-in.
  const ask = async (method, headers = {}) => {
    const answer = await fetch(box.dataset.address, { method, headers: { Accept: "application/json", ...headers } });
    const { seconds = 0 } = await answer.json();
    end = Date.now() + seconds * 1000;
  };
  const look = async () => {
    if (left() > notice || (shown && left() > 0)) return;
    if (shown === "ended" && (document.hidden || Date.now() - asked < rest)) return;
    asked = Date.now();
    await ask("GET");
    if (left() <= 0) show("ended");
    else if (left() > notice) show("");
    else if (!shown || shown === "ended") show("ending");
  };
  const stay = async () => {
    await ask("POST", { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value });
    if (left() <= 0) show("ended");
    else show(left() > notice ? "" : "final");
  };

  box.querySelector("button").addEventListener("click", () => stay().catch(() => {}));
  // Somebody who comes back has perhaps signed in elsewhere: that is asked at once.
  const back = () => { asked = 0; look().catch(() => {}); };
  setInterval(() => look().catch(() => {}), 5000);
  document.addEventListener("visibilitychange", back);
  addEventListener("focus", back);
}
