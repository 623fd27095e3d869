// Puts the chat on this page as a site would, with the key of the page's address.
(function () {
  const asked = new URLSearchParams(location.search);
  const key = asked.get('key');
  if (asked.get('dir') === 'rtl') document.documentElement.dir = 'rtl';
  document.getElementById('missing').hidden = Boolean(key);
  document.getElementById('open').addEventListener('click', () => window.Belay('open'));
  if (!key) return;
  const script = document.createElement('script');
  script.src = 'widget.js';
  script.dataset.key = key;
  if (asked.get('language')) script.dataset.language = asked.get('language');
  document.body.append(script);
})();
