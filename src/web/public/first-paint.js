// Runs before anything is painted: the theme, language and direction that were chosen on this
// device, so that nobody sees a white flash at night or a page that turns around.
(function () {
  try {
    var root = document.documentElement;
    var theme = localStorage.getItem('belay.theme');
    var language = localStorage.getItem('belay.language');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (language) {
      root.lang = language;
      root.dir = language === 'ar' ? 'rtl' : 'ltr';
    }
  } catch (error) {
    console.warn('this browser keeps no settings', error);
  }
})();
