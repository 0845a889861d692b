/** Object ids of the cast. */
function id(number: number): string {
  return `aaaaaaaa-0000-0000-0000-${String(number).padStart(12, '0')}`;
}

export const alva = id(1);
export const rui = id(2);
export const bela = id(4);
export const lita = id(6);
export const noor = id(7);
export const tomasz = id(8);
export const enzo = id(10);
export const mika = id(11);
export const petra = id(14);
export const xaver = id(15);
export const gita = id(16);
export const atti = id(17);
export const dora = id(18);
export const cleo = id(19);
export const dirk = id(21);
export const omar = id(23);
export const zoe = id(24);
export const yuki = id(25);
export const kurt = id(27);
export const sanna = id(28);
export const hank = id(29);
export const elif = id(30);
export const ugo = id(31);
export const wim = id(32);
export const ivo = id(33);
export const tilda = id(34);
export const vera = id(35);
export const gor = id(36);
export const mona = id(37);
export const lars = id(38);
export const greta = id(39);
export const janl = id(41);
export const ilse = id(43);
export const quinn = id(44);
export const nobody = id(999);
export const generated = '00000000-0000-4000-8000-000000000007';
