// The look: paper, ink and one green, as on a weighing-house ledger.
import type { ThemeConfig } from 'antd'

export const COLOURS = {
  ink: '#1f2a2e',
  quiet: '#5d6b70',
  line: '#e3e0d8',
  paper: '#f7f6f2',
  card: '#ffffff',
  brand: '#0f5c5c',
  against: '#b3401f',
  for: '#2c7a4b',
  prior: '#8a8f98',
  warning: '#b7791f',
} as const

const FONTS =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.brand,
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.quiet,
    colorBgLayout: COLOURS.paper,
    colorBorderSecondary: COLOURS.line,
    colorError: COLOURS.against,
    colorSuccess: COLOURS.for,
    colorWarning: COLOURS.warning,
    borderRadius: 6,
    fontFamily: FONTS,
    fontSize: 14,
  },
  components: {
    Layout: { headerBg: COLOURS.card, bodyBg: COLOURS.paper },
    Card: { headerFontSize: 15 },
    Table: { headerBg: '#faf9f6', cellPaddingBlock: 10 },
  },
}
