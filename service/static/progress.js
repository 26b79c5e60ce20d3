// Follows a job over its event stream; when it ends, the page shows what came of it.
const box = document.querySelector(".progress");
const state = box.querySelector(".state b");
const stages = [...box.querySelectorAll("[data-stage]")];
const word = (name) => box.querySelector(`[data-word="${name}"]`)?.textContent ?? name;
const path = `/jobs/${box.dataset.job}`;
const stream = new EventSource(`/api/v1${path}/events`);
let over = false;

const show = (job) => {
  if (["done", "failed", "cancelled"].includes(job.state)) {
    over = true;
    stream.close();
    location.replace(path);
    return;
  }
  state.textContent = word("cancelling" in box.dataset ? "cancelling" : job.state);
  const at = stages.findIndex((each) => each.dataset.stage === job.stage);
  for (const [index, each] of stages.entries()) {
    const bar = each.querySelector("progress");
    each.classList.toggle("done", index < at);
    each.classList.toggle("now", index === at);
    bar.max = 1;
    bar.value = index < at ? 1 : index === at && job.total ? job.done / job.total : 0;
  }
};
stream.addEventListener("job", (event) => show(JSON.parse(event.data)));
stream.addEventListener("error", () => { if (!over) state.textContent = box.dataset.lost; });
addEventListener("pagehide", () => stream.close());
