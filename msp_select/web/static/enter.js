"use strict";
// The key stands behind the #: no server, proxy or log sees it there, and it leaves the address line at once.
if (location.hash.length > 1) {
  document.getElementById("key").value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
