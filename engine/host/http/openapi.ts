/** /api/v1/openapi.json: what this viewer can ask for, generated from the operations and the published entities. */
import type { EntityView } from '../../kernel/api';
import type { JsonSchema } from '../../kernel/json';
import { say, type Locale } from '../../kernel/text';
import { json } from './answer';
import type { SignedInVisit } from './door';

const PROBLEM: JsonSchema = {
  type: 'object',
  properties: {
    type: { const: 'about:blank' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    code: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        properties: { code: { type: 'string' }, path: { type: 'array' }, message: { type: 'string' } },
      },
    },
  },
};
const refused = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const answers = (schema: JsonSchema, status = '200'): JsonSchema => ({
  [status]: { description: 'Done', content: { 'application/json': { schema } } },
  default: refused,
});
const body = (schema: JsonSchema): JsonSchema => ({
  required: true,
  content: { 'application/json': { schema } },
});
const parameter = (name: string, where: 'query' | 'path' | 'header', schema: JsonSchema = { type: 'string' }) => ({
  name,
  in: where,
  required: where === 'path',
  schema,
});

export async function openApi({ doors, viewer, door }: SignedInVisit): Promise<Response> {
  const { host } = doors;
  const { entities } = await host.call('entity.list', {}, { viewer, door });
  const paths: Record<string, JsonSchema> = {
    '/api/v1/query': {
      post: {
        summary: 'A question, its rows',
        requestBody: body({ type: 'object' }),
        responses: answers({ type: 'object' }),
      },
    },
  };
  const schemas: Record<string, JsonSchema> = { Problem: PROBLEM };
  for (const entity of entities) {
    if (entity.isPlatform) continue;
    schemas[entity.name] = recordSchema(host.registry.fieldTypes, entity, viewer.locale);
    Object.assign(paths, recordPaths(entity, viewer.locale));
  }
  Object.assign(paths, filePaths(viewer.locale));
  for (const operation of doors.operations.values()) {
    paths[`/api/v1/operations/${operation.name}`] = {
      post: {
        operationId: operation.name,
        requestBody: body(operation.input),
        responses: answers({ type: 'object' }),
      },
    };
  }
  return json({
    openapi: '3.1.0',
    info: { title: 'Trellis', version: '1' },
    components: { schemas, securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths,
  });
}

type FieldTypes = SignedInVisit['doors']['host']['registry']['fieldTypes'];

const MASKED: JsonSchema = {
  type: 'object',
  properties: { masked: { type: 'string' } },
  required: ['masked'],
};

/** The fields of an entity this viewer may read, as JSON Schema. */
function recordSchema(types: FieldTypes, entity: EntityView, locale: Locale): JsonSchema {
  const properties = entity.fields.map((field) => [
    field.name,
    {
      ...(field.right === 'masked' ? MASKED : (types.get(field.type)?.valueSchema(field.options) ?? {})),
      title: say(field.label, locale),
      readOnly: field.right !== 'edit',
    },
  ]);
  const required = entity.fields.filter((field) => field.required && field.right === 'edit').map(({ name }) => name);
  return { title: say(entity.label, locale), type: 'object', properties: Object.fromEntries(properties), required };
}

function recordPaths(entity: EntityView, locale: Locale): { [path: string]: JsonSchema } {
  const record = { $ref: `#/components/schemas/${entity.name}` };
  const title = say(entity.labelPlural, locale);
  const values = { type: 'object', properties: { values: record }, required: ['values'] };
  const changed = {
    type: 'object',
    properties: { rev: { type: 'integer' }, values: record },
    required: ['rev', 'values'],
  };
  const list = {
    type: 'object',
    properties: {
      rows: { type: 'array', items: record },
      next: { type: ['string', 'null'] },
      total: { type: ['integer', 'null'] },
      isTotalExact: { type: 'boolean' },
    },
  };
  const query = ['filter', 'search', 'sort', 'fields', 'page[size]', 'page[after]', 'count'].map((name) =>
    parameter(name, 'query'),
  );
  const id = parameter('id', 'path', { type: 'string', format: 'uuid' });
  return {
    [`/api/v1/records/${entity.name}`]: {
      get: { summary: title, parameters: query, responses: answers(list) },
      ...(entity.can.create
        ? {
            post: {
              summary: title,
              parameters: [parameter('Idempotency-Key', 'header')],
              requestBody: body(values),
              responses: answers(record, '201'),
            },
          }
        : {}),
    },
    [`/api/v1/records/${entity.name}/{id}`]: {
      parameters: [id],
      get: { summary: title, responses: answers(record) },
      ...(entity.can.update
        ? { patch: { summary: title, requestBody: body(changed), responses: answers(record) } }
        : {}),
      ...(entity.can.delete
        ? {
            delete: { summary: title, parameters: [parameter('rev', 'query')], responses: answers({ type: 'object' }) },
          }
        : {}),
    },
  };
}

/** Files in and out: uploads of any size, imports, what they leave behind. */
function filePaths(locale: Locale): { [path: string]: JsonSchema } {
  const words = (zh: string, en: string): string => (locale === 'en' ? en : zh);
  const binary = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  const file = (description: string) => ({ '200': { description, ...binary }, default: refused });
  const id = parameter('id', 'path', { type: 'string', format: 'uuid' });
  const job = { type: 'object', properties: { job: { type: 'string', format: 'uuid' } } };
  return {
    '/api/v1/files': {
      post: {
        summary: words('上传文件；?for=import 用于导入，可达 1 GB', 'Upload a file; with ?for=import up to 1 GB'),
        parameters: [parameter('name', 'query'), parameter('for', 'query', { enum: ['import'] })],
        requestBody: { required: true, ...binary },
        responses: answers({ type: 'object' }, '201'),
      },
    },
    '/api/v1/files/{id}': {
      parameters: [id],
      get: { summary: words('下载文件', 'Download a file'), responses: file('Bytes') },
    },
    '/api/v1/records/{entity}/{id}.pdf': {
      parameters: [parameter('entity', 'path'), id],
      get: {
        summary: words(
          '打印记录：PDF，内容与您在页面上看到的一致',
          'A record on paper: a PDF of what you may see of it',
        ),
        parameters: [parameter('form', 'query'), parameter('download', 'query')],
        responses: file('PDF'),
      },
    },
    '/api/v1/import/{entity}': {
      parameters: [parameter('entity', 'path')],
      post: {
        summary: words(
          '导入：直接发送 CSV、XLSX 或 XLS；或发送 JSON（file、mapping、key、mode、empty、check，同 import.start）',
          'Import: send CSV, XLSX or XLS as it is; or JSON (file, mapping, key, mode, empty, check, as import.start)',
        ),
        parameters: [parameter('name', 'query')],
        requestBody: { required: true, ...binary },
        responses: answers(job, '202'),
      },
    },
    '/api/v1/imports/{id}/errors': {
      parameters: [id],
      get: {
        summary: words('未导入的行，格式与原文件相同', 'The rows that did not pass, in the format they came in'),
        responses: file('CSV, XLSX'),
      },
    },
    '/api/v1/imports/{id}/file': {
      parameters: [id],
      get: { summary: words('导入的原文件', 'The file that was imported'), responses: file('Bytes') },
    },
  };
}
