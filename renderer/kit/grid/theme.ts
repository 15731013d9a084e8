import { themeQuartz } from 'ag-grid-community';

export const ROW_HEIGHT = 28;

/** One look for all lists, from the tokens of the style sheet, so that light and dark need no second theme. */
export const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  rowHeight: ROW_HEIGHT,
  headerHeight: 30,
  spacing: 5,
  backgroundColor: 'var(--paper)',
  foregroundColor: 'var(--ink)',
  headerBackgroundColor: 'var(--paper)',
  headerTextColor: 'var(--ink-2)',
  headerFontWeight: 500,
  borderColor: 'var(--line)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--selected)',
  accentColor: 'var(--accent)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  oddRowBackgroundColor: 'transparent',
  browserColorScheme: 'inherit',
});
