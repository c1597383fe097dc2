/** What the page needs of the package: its own types are its sources, which are checked less strictly than ours. */
export function decompress(data: Uint8Array): Uint8Array;
