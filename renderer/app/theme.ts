import { createTheme, type MantineColorsTuple } from '@mantine/core';

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

/** The controls of every screen: small, square-shouldered, in the system's own type. Colours of paper and ink stand in tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--type)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '13px', sm: '13px', md: '14px' },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent },
  defaultRadius: 5,
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { radius: 8, overlayProps: { opacity: 0.35 }, transitionProps: { duration: 0 } } },
  },
});
