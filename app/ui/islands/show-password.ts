/** Shows what was typed into a password field, and hides it again. */
export function showPassword(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>('[data-show]')
  const input = button && document.getElementById(button.dataset['show'] ?? '')
  if (!button || !(input instanceof HTMLInputElement)) return
  const shown = input.type === 'text'
  input.type = shown ? 'password' : 'text'
  button.setAttribute('aria-pressed', String(!shown))
}
