import { Button, createTheme, type MantineColorsTuple } from '@mantine/core';
import { t } from './text.ts';

/** One accent, from pale to deep; index 7 in light and 4 in dark are the accents of tokens.css. White stands on 6 and 7 with 4.5 to 1. */
const accent: MantineColorsTuple = [
  '#eef5fa',
  '#dbe9f3',
  '#b5d2e6',
  '#8cbad9',
  '#6fb3e0',
  '#4a93c3',
  '#2f7aab',
  '#1f5f8b',
  '#184c70',
  '#113a56',
];

/** From ink to ground as tokens.css has them in dark: fields, menus and buttons stand on the same paper as everything else. */
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c3cad2',
  '#9aa4b0',
  '#6b7580',
  '#3a424c',
  '#272c33',
  '#1b2026',
  '#15181c',
  '#111418',
  '#0f1114',
];

/** What takes away, from pale to deep: the red of tokens.css, on which white can be read in light and in dark. */
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#f9dcda',
  '#f3b7b3',
  '#ec918b',
  '#f08a80',
  '#d4574e',
  '#bf4138',
  '#b3261e',
  '#8f1e18',
  '#6b1712',
];

/** The controls of every screen: small, square-shouldered, in the system's own type. Colours of paper and ink stand in tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--type)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '13px', sm: '13px', md: '14px' },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark, red },
  defaultRadius: 5,
  respectReducedMotion: true,
  components: {
    // The usual size has the height of our own buttons and fields.
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      vars: (_theme, { size }) => ({ root: size === 'xs' ? { '--button-height': '28px', '--button-padding-x': '11px' } : {} }),
    }),
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs', visibilityToggleButtonProps: { 'aria-label': t('showPassword') } } },
    Textarea: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { radius: 8, overlayProps: { opacity: 0.35 }, transitionProps: { duration: 0 } } },
  },
});
