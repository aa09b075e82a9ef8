// Starts the app. A file of its own, so that no page needs an inline script; the build puts the hashed names in.
import init from "/chava.js";

// The cached shell has no title of its own until the app knows its route.
document.title ||= "ChaVa";

init({ module_or_path: "/chava_bg.wasm" }).catch((error) => {
  console.error("chava: the app does not start", error);
  const app = document.getElementById("chava");
  // A page from the server stays readable as it is; only an empty shell needs words.
  if (app && !app.textContent.trim()) {
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.textContent =
      "ChaVa n’a pas pu démarrer sur cet appareil. Rien n’est perdu. Rechargez la page ; si cela ne suffit pas, mettez à jour le navigateur.";
    app.append(message);
  }
});
