/** The dictionaries of opencc-js come without types: `traditional simplified|traditional simplified|…`. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}
