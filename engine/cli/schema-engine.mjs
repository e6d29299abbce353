#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which cannot be downloaded everywhere: the same command line and the same
// JSON-RPC over stdio, carried out by Prisma's own WebAssembly build of that engine over @prisma/adapter-pg.
// Only for writing migrations (engine/cli/prisma.mjs); applying them needs migrate.mjs alone.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const engineFolder = path.dirname(
  createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
);

const log = (level, message, fields = {}) =>
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields: { message, ...fields }, target: 'schema_engine::logger' })}\n`,
  );

/** What Prisma's CLI asked for. */
function readArguments(argv) {
  const asked = { datamodels: [], datasource: undefined, command: undefined, isVersion: false };
  for (let i = 0; i < argv.length; i += 1) {
    const name = argv[i];
    if (name === '--version' || name === '-V') asked.isVersion = true;
    else if (name === '--datamodels') asked.datamodels.push(argv[(i += 1)]);
    else if (name === '--datasource') asked.datasource = JSON.parse(argv[(i += 1)]);
    else if (name === '--enabled-preview-features' || name === '--extension-types') i += 1;
    else if (name === 'cli') asked.command = argv[(i += 1)];
  }
  return asked;
}

async function canConnect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url) {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.toString() });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return name;
}

const CONNECTION_CODES = {
  '3D000': 'P1003',
  '28P01': 'P1000',
  28000: 'P1010',
  ECONNREFUSED: 'P1001',
  ENOTFOUND: 'P1001',
  ETIMEDOUT: 'P1001',
};

/** `schema-engine cli can-connect-to-database | create-database` */
async function runCommand(command, url) {
  process.stderr.write('\n');
  try {
    if (command === 'can-connect-to-database') await canConnect(url);
    else if (command === 'create-database') await createDatabase(url);
    else throw new Error(`unsupported command ${command}`);
    log('INFO', 'ok');
    return 0;
  } catch (error) {
    log('ERROR', error.message || String(error.code), {
      error_code: CONNECTION_CODES[error.code] ?? 'P1011',
      is_panic: false,
    });
    return 1;
  }
}

// ---- the adapter as the schema engine needs it ------------------------------------------------------------------------
const OID_CHAR = 18;
const OID_TEXT = 25;
const COLUMN_CHARACTER = 6;

/**
 * Two mends to the adapter: columns of the catalogue of type "char", which its queryRaw rejects, are read as text; and a
 * script goes to the server whole, because splitting it at every `;` breaks function bodies.
 */
function mend(adapter) {
  const perform = adapter.performIO.bind(adapter);
  const queryRaw = Object.getPrototypeOf(Object.getPrototypeOf(adapter)).queryRaw;
  adapter.queryRaw = async (query) => {
    let isChar = [];
    const asText = (field) => Object.assign(Object.create(field), { name: field.name, dataTypeID: OID_TEXT });
    const performIO = async (statement) => {
      const result = await perform(statement);
      isChar = result.fields.map((field) => field.dataTypeID === OID_CHAR);
      return { ...result, fields: result.fields.map((field, i) => (isChar[i] ? asText(field) : field)) };
    };
    const answer = await queryRaw.call(Object.create(adapter, { performIO: { value: performIO } }), query);
    answer.columnTypes = answer.columnTypes.map((type, i) => (isChar[i] ? COLUMN_CHARACTER : type));
    return answer;
  };
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

function adapterFactory(address, shadowAddress) {
  const url = new URL(address);
  const schema = url.searchParams.get('schema') ?? undefined;
  url.searchParams.delete('schema');
  const poolOf = (database) => {
    const own = new URL(url);
    if (database) own.pathname = `/${database}`;
    return new pg.Pool({ connectionString: own.toString(), max: 5 });
  };
  const factory = new PrismaPg(poolOf(), { schema, disposeExternalPool: true });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mend(await factory.connect()),
    // The adapter's own way ends up in the main database: a connectionString wins over the name of the shadow.
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      const admin = poolOf();
      if (!shadowAddress) await admin.query(`create database "${name}"`);
      const pool = shadowAddress ? new pg.Pool({ connectionString: shadowAddress, max: 5 }) : poolOf(name);
      const adapter = mend(await new PrismaPg(pool, { schema }).connect());
      adapter.dispose = async () => {
        await pool.end();
        if (!shadowAddress) await admin.query(`drop database if exists "${name}" with (force)`);
        await admin.end();
      };
      return adapter;
    },
  };
}

// ---- JSON-RPC ----------------------------------------------------------------------------------------------------------
const PASSED_ON = new Set([
  'applyMigrations',
  'createMigration',
  'devDiagnostic',
  'diagnoseMigrationHistory',
  'ensureConnectionValidity',
  'evaluateDataLoss',
  'introspect',
  'introspectSql',
  'markMigrationApplied',
  'markMigrationRolledBack',
  'schemaPush',
]);
/** `diff` panics without a datamodel. */
const EMPTY_MODEL = ['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n'];

function serve({ datamodels, datasource }) {
  let panic = null;
  process.on('uncaughtException', (error) => {
    log('ERROR', panic ?? error.message, { is_panic: true, backtrace: error.stack });
    process.exit(101);
  });
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      panic = message;
    },
  };

  let made;
  const engine = () => (made ??= start());
  async function start() {
    const binary = fs.readFileSync(path.join(engineFolder, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': glue });
    glue.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    const factory = adapterFactory(
      datasource?.url ?? 'postgresql://none@127.0.0.1:1/none',
      datasource?.shadowDatabaseUrl,
    );
    const models = datamodels.map((file) => [file, fs.readFileSync(file, 'utf8')]);
    return glue.SchemaEngine.new(
      { datamodels: models.length > 0 ? models : [EMPTY_MODEL] },
      (message) => log('INFO', typeof message === 'string' ? message : JSON.stringify(message)),
      bindMigrationAwareSqlAdapterFactory(factory),
    );
  }

  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const printing = new Map();
  const print = (content) =>
    new Promise((resolve) => {
      const id = 1_000_000 + printing.size;
      printing.set(id, resolve);
      send({ id, method: 'print', params: { content } });
    });

  async function handle(method, params) {
    if (method === 'getDatabaseVersion') return (await engine()).version(params);
    if (method === 'createDatabase') return { databaseName: await createDatabase(datasource?.url) };
    if (method === 'diff') {
      const { exitCode, stdout } = await (await engine()).diff(params);
      if (stdout !== null && stdout !== undefined) await print(stdout.replace(/\n$/, ''));
      return { exitCode, stdout: null };
    }
    if (method === 'reset' || method === 'dbExecute') {
      await (await engine())[method](params);
      return {};
    }
    if (PASSED_ON.has(method)) return (await (await engine())[method](params)) ?? {};
    throw new Error(`The WebAssembly schema engine has no method ${method}.`);
  }

  async function answer(id, method, params) {
    try {
      send({ id, result: (await handle(method, params)) ?? {} });
    } catch (error) {
      const data = {
        is_panic: error instanceof WebAssembly.RuntimeError,
        message: panic ?? String(error?.message ?? error),
        error_code: error?.code ?? null,
        meta: error?.meta ?? null,
      };
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
    }
  }

  let open = 0;
  let isClosed = false;
  const leave = () => isClosed && open === 0 && process.exit(0);
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  lines.on('line', async (line) => {
    if (!line.trim()) return;
    const { id, method, params } = JSON.parse(line);
    const printed = method ? undefined : printing.get(id);
    if (printed) {
      printed();
      return;
    }
    open += 1;
    await answer(id, method, params);
    open -= 1;
    leave();
  });
  lines.on('close', () => {
    isClosed = true;
    leave();
  });
}

const asked = readArguments(process.argv.slice(2));
if (asked.isVersion) {
  const { version } = JSON.parse(fs.readFileSync(path.join(engineFolder, 'package.json'), 'utf8'));
  console.log(`schema-engine-cli ${version.split('.').pop()} (wasm ${version})`);
} else if (asked.command) process.exit(await runCommand(asked.command, asked.datasource?.url));
else serve(asked);
