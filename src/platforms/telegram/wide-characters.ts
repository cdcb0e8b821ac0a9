/** Takes two columns, and no space beside it. */
export const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60“”‘’…—]/;
