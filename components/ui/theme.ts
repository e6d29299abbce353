import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The colour of the one main action on a screen. White text on shade 7 has a contrast of 5.3 : 1. */
const brand: MantineColorsTuple = [
  '#eaf8f3',
  '#d3efe5',
  '#a5dfca',
  '#74ceae',
  '#4bbf96',
  '#30b083',
  '#1c9a70',
  '#0b7a58',
  '#0a6a4d',
  '#06553d',
];

/** Neutral greys with a touch of blue; the darkest ones are the surfaces of the dark scheme. */
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c3c8cf',
  '#9aa1ab',
  '#7d858f',
  '#3a404a',
  '#2d323a',
  '#22262c',
  '#191c20',
  '#131518',
  '#0d0f11',
];

const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f4',
  '#e6e9ec',
  '#d9dde2',
  '#c4cad1',
  '#9ba3ad',
  '#66707c',
  '#4a525c',
  '#31373f',
  '#1f242a',
];

/** Latin and Chinese from the system: no font is downloaded. */
export const FONT_STACK =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

const quick = { transition: 'fade', duration: 100 } as const;

/** Quiet and dense: body 14 px, tables 13 px, thin borders, hardly a shadow, no motion above 150 ms. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  colors: { brand, dark, gray },
  fontFamily: FONT_STACK,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontFamily: FONT_STACK,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '16px' },
  shadows: {
    xs: 'none',
    sm: '0 1px 2px rgb(0 0 0 / 6%)',
    md: '0 4px 16px rgb(0 0 0 / 10%)',
    lg: '0 8px 28px rgb(0 0 0 / 14%)',
    xl: '0 12px 40px rgb(0 0 0 / 18%)',
  },
  respectReducedMotion: true,
  // Not by Component.extend: whoever names the component here loads it on every page.
  components: {
    // Words as they are written: capitals are for abbreviations.
    Badge: { defaultProps: { tt: 'none', radius: 'sm', fw: 500 } },
    Button: { defaultProps: { size: 'sm', fw: 500 } },
    InputWrapper: {
      // Help stands below, so that inputs beside each other stay on one line.
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: { label: { fontWeight: 400, marginBottom: 2, color: 'light-dark(#4a525c, #c3c8cf)' } },
    },
    // The head of a dialog is no head of the page.
    Modal: { defaultProps: { transitionProps: quick, centered: true, attributes: { header: { role: 'none' } } } },
    Paper: { defaultProps: { withBorder: true, radius: 'md' } },
    Popover: { defaultProps: { transitionProps: quick } },
    Table: { defaultProps: { verticalSpacing: 6, fz: 'sm' } },
    Tooltip: { defaultProps: { transitionProps: quick, openDelay: 300 } },
    Menu: { defaultProps: { transitionProps: quick } },
    // A list that is closed is not there: kept in the page, each would be measured and placed when a form opens.
    // Where the focus only passes, or is put on what is wrong, none opens: typing, an arrow key or a click opens it.
    Select: { defaultProps: { comboboxProps: { transitionProps: quick, keepMounted: false }, openOnFocus: false } },
    MultiSelect: { defaultProps: { openOnFocus: false } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
  },
});
