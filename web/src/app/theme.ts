import type { ThemeConfig } from 'antd';

const FONT =
  "'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', system-ui, sans-serif";

/** Whoever asked their machine for less motion gets none: components then wait for no animation to end. */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;

/** One calm blue on neutral surfaces; contrasts are AA for text on white and on the page's grey. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f5fae',
    colorLink: '#1f5fae',
    // Under the pointer darker, not lighter: text stays as easy to read.
    colorPrimaryHover: '#174f95',
    colorLinkHover: '#174f95',
    colorPrimaryActive: '#123f78',
    colorLinkActive: '#123f78',
    colorError: '#a8071a',
    colorWarning: '#8a4b00',
    colorSuccess: '#1d6b3a',
    colorInfo: '#1f5fae',
    // Derived from dark text colours, these would be muddy.
    colorErrorBg: '#fdf1f0',
    colorErrorBorder: '#efc4c0',
    colorWarningBg: '#fff6e5',
    colorWarningBorder: '#f0d9a8',
    colorSuccessBg: '#e9f6ee',
    colorSuccessBorder: '#b5ddc3',
    colorInfoBg: '#e9f1fa',
    colorInfoBorder: '#bcd3ec',
    colorText: '#1c2430',
    colorTextSecondary: '#4d5866',
    colorTextTertiary: '#5c6773',
    colorTextDescription: '#5c6773',
    colorTextPlaceholder: '#667080',
    colorBorder: '#a9b2bd',
    colorBgLayout: '#f4f6f8',
    borderRadius: 6,
    fontFamily: FONT,
    fontSize: 14,
    controlHeight: 34,
    motion,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
};
