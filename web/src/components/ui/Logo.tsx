/** The mark: a flag in the wind that is a speech bubble too. */
export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
    <path fill="var(--accent)" d="M6 4h14.500a8.500 8.500 0 0 1 0 17H13v7l-7-7z" />
    <circle cx="13" cy="12.500" r="2" fill="var(--paper)" />
    <circle cx="20" cy="12.500" r="2" fill="var(--paper)" />
  </svg>
);
