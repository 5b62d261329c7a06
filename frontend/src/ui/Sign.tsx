/** The product's sign, drawn in the page: as a picture it would be one more request before the first page. */
export function Sign({ size, label }: { size: number; label?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <rect width="32" height="32" rx="6" fill="var(--primary)" />
      <path
        d="M16 6v20M8 26h16M6 11h20M6 11l-3 8h6zM26 11l-3 8h6z"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
