import { getHost } from '@/app/_server/host';

// The server program answers /api before Next sees it; this is the same handler for a Next that runs by itself in front.
const handle = (request: Request): Promise<Response> => getHost().fetch(request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
