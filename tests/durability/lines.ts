/** What a child tells its parent. */
export type Line =
  | { readonly what: 'ready'; readonly phase: 'ack' }
  | (Phase & { readonly what: 'create'; readonly key: string; readonly id?: string })
  | (Phase & {
      readonly what: 'decide';
      readonly id: string;
      readonly by: string;
      readonly decision: 'approve' | 'reject';
    })
  | (Phase & { readonly what: 'update'; readonly id: string; readonly rev: number; readonly key: string });
interface Phase {
  readonly phase: 'intent' | 'ack' | 'refused';
  readonly codes?: readonly string[];
}
export type Work = Exclude<Line, { readonly what: 'ready' }>;
