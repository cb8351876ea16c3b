// One order a line on stdin, one answer a line on stdout: what packages of others make of our messages.
'use strict';

const http = require('node:http');
const readline = require('node:readline');

const wecom = require('@wecom/crypto');
const wechat = require('wechat');
const Api = require('wechat-api');
const Crypt = require('wechat-crypto');
const xml2js = require('xml2js');

const sealers = {
  'wechat-crypto': {
    seal: (given) => {
      const crypt = new Crypt(given.token, given.key, given.id);
      const sealed = crypt.encrypt(given.text);
      return { sealed, signature: crypt.getSignature(given.timestamp, given.nonce, sealed) };
    },
    open: (given) => {
      const crypt = new Crypt(given.token, given.key, given.id);
      const signature = crypt.getSignature(given.timestamp, given.nonce, given.sealed);
      return { ...crypt.decrypt(given.sealed), signature };
    },
  },
  '@wecom/crypto': {
    seal: (given) => {
      const sealed = wecom.encrypt(given.key, given.text, given.id);
      return { sealed, signature: wecom.getSignature(given.token, given.timestamp, given.nonce, sealed) };
    },
    open: (given) => {
      const { message, id } = wecom.decrypt(given.key, given.sealed);
      return { message, id, signature: wecom.getSignature(given.token, given.timestamp, given.nonce, given.sealed) };
    },
  },
};

// An account's server as the package builds it: it answers with what it read, to `silent` with nothing.
function server(given) {
  const middleware = wechat(given.config, (request, answer) => {
    const told = request.weixin;
    // its reply escapes nothing: an end of CDATA must not stand in what it is given
    answer.reply(told.Content === 'silent' ? '' : JSON.stringify(told).replaceAll('>', '\\u003e'));
  });
  return http.createServer((request, answer) => {
    request.query = Object.fromEntries(new URL(request.url, 'http://here').searchParams);
    middleware(request, answer, (error) => {
      answer.writeHead(error ? 400 : 404);
      answer.end(String(error && error.name));
    });
  });
}

const apis = new Map();

function api(given) {
  if (!apis.has(given.base)) {
    const made = new Api(given.id, given.secret);
    made.endpoint = given.base;
    apis.set(given.base, made);
  }
  return new Promise((resolve) => {
    apis.get(given.base)[given.method](...given.args, (error, data) => {
      const bytes = Buffer.isBuffer(data) ? data.toString('base64') : undefined;
      resolve({ code: error ? error.code || error.name : 0, data: bytes === undefined ? data : undefined, bytes });
    });
  });
}

const orders = {
  seal: async (given) => sealers[given.by].seal(given),
  open: async (given) => sealers[given.by].open(given),
  parse: (given) => new Promise((resolve, reject) => {
    xml2js.parseString(given.xml, { explicitArray: false }, (error, found) => (error ? reject(error) : resolve(found)));
  }),
  serve: (given) => new Promise((resolve) => {
    const made = server(given).listen(0, '127.0.0.1', () => resolve({ port: made.address().port }));
  }),
  api,
};

readline.createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const given = JSON.parse(line);
    let answer;
    try {
      answer = { answer: await orders[given.order](given) };
    } catch (error) {
      answer = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  })
  .on('close', () => process.exit(0));
