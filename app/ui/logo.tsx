/** The sign of a community that has not brought its own: a ridge over water. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" fill="currentColor">
      <path d="M2 20 11 6l5.5 8.5L19 11l11 9z" />
      <path d="M5 23h22v2.2H5zM9.5 27.5h13v2h-13z" opacity=".62" />
    </svg>
  )
}
