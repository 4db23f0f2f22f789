// Runs before the first paint: applies the reader's colour mode and says that there is script.
{
  const root = document.documentElement
  root.dataset.js = ''
  try {
    const mode = localStorage.getItem('mode')
    if (mode === 'light' || mode === 'dark') root.dataset.mode = mode
    if (localStorage.getItem('keys') === 'off') root.dataset.keys = 'off'
  } catch {
    // Storage can be forbidden; the page then follows the system.
  }
}
