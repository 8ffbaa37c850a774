import { gateway, part, withHttps, withIn, withMore, withTcp } from "./gateways";
import { but, itChecks, tokens } from "../estate";
import { asList, asObject, type Props } from "../../../../simulator/protocol/values";

const secondListener = (changes: Props): Props =>
  withMore("httpListeners", { ...asObject(asList(gateway.httpListeners)[0]), name: "other", ...changes });

describe("azure-native ApplicationGateway's own rules: listeners", () => {
  describe("listeners", () =>
    itChecks(tokens.applicationGateway, [
      {
        rule: "speak HTTP",
        refused: withIn("httpListeners", { protocol: "Tcp" }),
        accepted: withTcp(),
        says: "httpListeners[0].protocol: BadRequest",
        text: /Http, Https/,
      },
      {
        rule: "of HTTPS have a certificate",
        refused: withIn("httpListeners", { protocol: "Https" }),
        accepted: withHttps(),
        says: "httpListeners[0].sslCertificate: ApplicationGatewayHttpsListenerMustReferenceCertificate",
        text: /must reference/,
      },
      {
        rule: "of TLS have a certificate",
        refused: withTcp({ protocol: "Tls" }),
        accepted: withTcp(),
        says: "listeners[0].sslCertificate: ApplicationGatewayHttpsListenerMustReferenceCertificate",
        text: /listener of Tls/,
      },
      {
        rule: "of HTTP have none",
        refused: withHttps({
          httpListeners: asList(withHttps().httpListeners).map((one) => ({
            ...asObject(one),
            sslCertificate: part("sslCertificates", "tls"),
          })),
        }),
        accepted: withHttps(),
        says: "httpListeners[0].sslCertificate: BadRequest",
        text: /cannot have an SSL certificate/,
      },
      {
        rule: "do not share a port for all hosts",
        refused: secondListener({}),
        accepted: secondListener({ hostName: "api.example.com" }),
        says: "httpListeners[1]: ApplicationGatewayHttpListenersUsingSameFrontendPort",
        text: /'http' and 'other'/,
      },
      {
        rule: "do not share a port for one host",
        refused: withIn(
          "httpListeners",
          { hostName: "api.example.com" },
          secondListener({ hostNames: ["API.example.com"] }),
        ),
        accepted: withIn(
          "httpListeners",
          { hostName: "www.example.com" },
          secondListener({ hostNames: ["api.example.com"] }),
        ),
        says: "httpListeners[1]: ApplicationGatewayHttpListenersUsingSameFrontendPort",
        text: /different host names/,
      },
      {
        rule: "do not share a port between HTTP and TCP",
        refused: withTcp({ frontendPort: part("frontendPorts", "http") }),
        accepted: withTcp(),
        says: "listeners[0]: ApplicationGatewayHttpListenersUsingSameFrontendPort",
        text: /one protocol/,
      },
      {
        rule: "have five host names at most",
        refused: withIn("httpListeners", {
          hostNames: ["a", "b", "c", "d", "e", "f"].map((one) => `${one}.example.com`),
        }),
        accepted: withIn("httpListeners", {
          hostNames: ["a", "b", "c", "d", "e"].map((one) => `${one}.example.com`),
        }),
        says: "httpListeners[0].hostNames: BadRequest",
        text: /5 host names, got 6/,
      },
      {
        rule: "read certificates as an identity",
        refused: but(withHttps(), { identity: undefined }),
        accepted: withHttps(),
        says: "identity: BadRequest",
        text: /user-assigned identity/,
      },
      {
        rule: "read certificates from a vault's secrets",
        refused: withHttps({
          sslCertificates: [
            { name: "tls", keyVaultSecretId: "https://shop-tls.vault.azure.net/certificates/tls" },
          ],
        }),
        accepted: withHttps({
          sslCertificates: [
            {
              name: "tls",
              keyVaultSecretId: "https://shop-tls.vault.azure.net/secrets/tls/0123456789abcdef",
            },
          ],
        }),
        says: "sslCertificates[0].keyVaultSecretId: ApplicationGatewayKeyVaultSecretException",
        text: /not the identifier of a secret/,
      },
      {
        rule: "use no policy with TLS 1.0",
        refused: {
          ...gateway,
          sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" },
        },
        accepted: {
          ...gateway,
          sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" },
        },
        says: "sslPolicy.policyName: BadRequest",
        text: /deprecated TLS/,
      },
    ]));
});
