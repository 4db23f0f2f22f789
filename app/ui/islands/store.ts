/** Remembers a choice on this device. Where storage is forbidden, it lasts for the page. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Forbidden by the browser: nothing to keep it in.
  }
}
