// The look: paper, ink and one green, as on a weighing-house ledger.
import type { ThemeConfig } from 'antd'

/** Every colour once. As text on card and paper all but `line`, `prior` and the washes reach AA. */
export const COLOURS = {
  ink: '#1f2a2e',
  quiet: '#566468',
  line: '#e3e0d8',
  paper: '#f7f6f2',
  card: '#ffffff',
  band: '#faf9f6',
  brand: '#0f5c5c',
  brandWash: '#e6f0ef',
  against: '#b3401f',
  againstWash: '#f9ebe6',
  for: '#2c7a4b',
  forWash: '#e7f2eb',
  prior: '#8a8f98',
  warning: '#8f5a0c',
  warningWash: '#faf0dc',
} as const

const FONTS =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

/** The look of the component library, still for those who asked their machine for less motion. */
export const themeFor = (isStill: boolean): ThemeConfig => ({
  token: {
    motion: !isStill,
    colorPrimary: COLOURS.brand,
    colorLink: COLOURS.brand,
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.quiet,
    colorTextDescription: COLOURS.quiet,
    colorBgLayout: COLOURS.paper,
    colorBorderSecondary: COLOURS.line,
    colorError: COLOURS.against,
    colorSuccess: COLOURS.for,
    colorWarning: COLOURS.warning,
    colorInfo: COLOURS.brand,
    borderRadius: 6,
    fontFamily: FONTS,
    fontSize: 14,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Segmented: { itemSelectedColor: COLOURS.brand, trackBg: '#edebe4' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 6px' },
  },
})

/** Hands the colours and fonts to the style sheet, so that they are written down once. */
export function paintRoot(): void {
  const { style } = document.documentElement
  for (const [name, colour] of Object.entries(COLOURS)) {
    style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour)
  }
  style.setProperty('--fonts', FONTS)
}
