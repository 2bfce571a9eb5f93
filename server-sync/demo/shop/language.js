// Runs before the page is drawn, so that the chat and the reading direction are right from the first line.
{
  const wanted = new URLSearchParams(location.search).get('lang')
  if (wanted !== null && /^(en|de|es|zh-Hans|ar)$/.test(wanted)) {
    document.documentElement.lang = wanted
    document.documentElement.dir = wanted === 'ar' ? 'rtl' : 'ltr'
  }
}
