// Copying a permalink or a citation, and printing.
const said = document.querySelector(".said");
for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = said.dataset.done;
  } catch { said.textContent = said.dataset.failed; }
});
document.querySelector("[data-print]")?.addEventListener("click", () => print());
