// Files by drag and drop, several at once, and as many pasted texts as are wanted; without it one form does it too.
const form = document.querySelector("form.upload");
const input = form.querySelector("input[type=file]");
const zone = form.querySelector(".drop");
const list = form.querySelector(".chosen");
let files = [];

const keep = () => {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  list.replaceChildren(...files.map((file, index) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    name.dir = "auto";
    const out = document.createElement("button");
    out.type = "button";
    out.textContent = "×";
    out.setAttribute("aria-label", form.dataset.remove.replace("{name}", file.name));
    out.addEventListener("click", () => { files.splice(index, 1); keep(); input.focus(); });
    item.append(name, out);
    return item;
  }));
};
const add = (more) => { files = [...files, ...more]; keep(); };

input.addEventListener("change", () => add([...input.files].filter((file) => !files.includes(file))));
for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => {
  if (![...(event.dataTransfer?.types || [])].includes("Files")) return;
  event.preventDefault();
  zone.classList.add("over");
});
for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, (event) => {
  if (kind === "drop" || !event.relatedTarget) zone.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  add([...event.dataTransfer.files]);
});
document.addEventListener("paste", (event) => { if (event.clipboardData?.files.length) add([...event.clipboardData.files]); });

const another = form.querySelector("[data-another]");
another.hidden = false;
another.addEventListener("click", () => {
  const place = form.querySelector(".pastes");
  const field = place.querySelector(".field").cloneNode(true);
  const area = field.querySelector("textarea");
  field.querySelector("span").textContent = form.dataset.nth.replace("{n}", place.children.length + 1);
  area.value = "";
  place.append(field);
  area.focus();
});
