export function migrations(root: string): { name: string; sql: string; checksum: string }[];
export function migrate(url: string, options: { root: string; log?: (line: string) => void }): Promise<number>;
