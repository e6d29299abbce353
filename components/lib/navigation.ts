'use client';
/** The one place of the components that knows Next: links, moving on, and what the address says. */
export { default as Link } from 'next/link';
export { usePathname, useRouter, useSearchParams } from 'next/navigation';
