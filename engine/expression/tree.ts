/** The syntax tree of an expression: the shapes of CEL, each with the place in the text it stands for. */
export type Infix = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';
type Pairs = { [Op in Infix]: [ASTNode, ASTNode] };
export interface Shapes extends Pairs {
  /** Numbers with a fraction or an exponent, whole numbers; undefined for what is read but has no use here (bytes, 1u). */
  value: string | number | bigint | boolean | null | undefined;
  id: string;
  '.': [ASTNode, string];
  '[]': [ASTNode, ASTNode];
  call: [string, ASTNode[]];
  rcall: [string, ASTNode, ASTNode[]];
  list: ASTNode[];
  map: [ASTNode, ASTNode][];
  '?:': [ASTNode, ASTNode, ASTNode];
  '!_': ASTNode;
  '-_': ASTNode;
}
type Operator = 'value' | 'id' | '.' | '[]' | 'call' | 'rcall' | 'list' | 'map' | '?:' | '!_' | '-_' | Infix;
interface NodeOf<Op extends Operator> {
  readonly op: Op;
  readonly args: Shapes[Op];
  /** The whole text, and where in it the node stands (UTF-16 units). */
  readonly input: string;
  readonly start: number;
  readonly end: number;
}
export type ASTNode = { [Op in Operator]: NodeOf<Op> }[Operator];

/** Why a text is no expression. `isLimit`: it would be one, but a too large one. */
export class SyntaxProblem extends Error {
  constructor(
    readonly start: number,
    readonly end: number,
    readonly isLimit = false,
  ) {
    super('no expression');
  }
}
