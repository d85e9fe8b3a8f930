"use strict";
// A button beside each text that is there to be copied. Without this script it is selected by hand.
document.querySelectorAll(".copied pre").forEach((pre) => {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(pre.textContent).then(
      () => { told.textContent = " Copied."; },
      () => { getSelection().selectAllChildren(pre); told.textContent = " Selected; copy it by hand."; },
    );
  });
  const line = document.createElement("p");
  line.append(button, told);
  pre.after(line);
});
