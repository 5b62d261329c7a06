/** The product's look in one place: antd's theme reads it, and every style sheet as CSS variables. */
export const tokens = {
  ink: "#1d2733",
  "ink-2": "#5b6673",
  paper: "#f6f7f5",
  card: "#ffffff",
  line: "#e3e6e1",
  "line-strong": "#c9cec7",
  track: "#eceeea",
  primary: "#1f4b73",
  "primary-soft": "#e8eef4",
  vermilion: "#c4432b",
  jade: "#2f7d5b",
  /** Ochre as it must be to be read on white; the lighter one fills shapes. */
  ochre: "#8f5f14",
  "ochre-fill": "#b7791f",
  "ochre-soft": "#fdf6e7",
  slate: "#5a6879",
  font: '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif',
} as const;

export function installTokens(): void {
  for (const [name, value] of Object.entries(tokens)) document.documentElement.style.setProperty(`--${name}`, value);
}
