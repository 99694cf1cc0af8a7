import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers about sealed files, one line of JSON for each line of standard input that names one, with no network and no anchors but those
 * that are given: java -cp ... Judge anchor.der ...
 */
public final class Judge {

    public static void main(String[] anchors) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        for (String anchor : anchors) {
            trusted.addCertificate(DSSUtils.loadCertificate(new File(anchor)));
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            System.out.println(answer(line, trusted));
            System.out.flush();
        }
    }

    private static String answer(String path, CommonTrustedCertificateSource trusted) {
        try {
            CommonCertificateVerifier verifier = new CommonCertificateVerifier();
            verifier.setTrustedCertSources(trusted);
            verifier.setAIASource(null);
            DSSDocument document = new FileDocument(new File(path));
            document.setMimeType(MimeTypeEnum.JOSE_JSON);
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
            validator.setCertificateVerifier(verifier);
            Reports reports = validator.validateDocument();
            return told(reports.getSimpleReport(), reports.getDiagnosticData());
        } catch (Exception refused) {
            return "{\"refused\": " + quoted(refused.getClass().getSimpleName() + ": " + refused.getMessage()) + "}";
        }
    }

    private static String told(SimpleReport simple, DiagnosticData data) {
        List<String> signatures = new ArrayList<>();
        for (SignatureWrapper each : data.getSignatures()) {
            if (each.isCounterSignature()) {
                continue;
            }
            String id = each.getId();
            List<String> timestamps = new ArrayList<>();
            for (TimestampWrapper token : each.getTimestampList()) {
                timestamps.add("{\"type\": " + quoted(token.getType().name())
                        + ", \"imprint\": " + token.isMessageImprintDataIntact()
                        + ", \"intact\": " + token.isSignatureIntact() + "}");
            }
            signatures.add("{\"indication\": " + quoted(String.valueOf(simple.getIndication(id)))
                    + ", \"sub_indication\": " + quoted(String.valueOf(simple.getSubIndication(id)))
                    + ", \"level\": " + quoted(String.valueOf(simple.getSignatureFormat(id)))
                    + ", \"intact\": " + each.isSignatureIntact()
                    + ", \"valid\": " + each.isSignatureValid()
                    + ", \"structure\": " + each.isStructuralValidationValid()
                    + ", \"b_level\": " + each.isBLevelTechnicallyValid()
                    + ", \"signing_certificate\": " + (each.getSigningCertificate() != null)
                    + ", \"structure_says\": " + list(each.getStructuralValidationMessages())
                    + ", \"errors\": " + messages(simple.getAdESValidationErrors(id))
                    + ", \"warnings\": " + messages(simple.getAdESValidationWarnings(id))
                    + ", \"timestamps\": [" + String.join(", ", timestamps) + "]}");
        }
        return "{\"signatures\": [" + String.join(", ", signatures) + "]}";
    }

    private static String messages(Iterable<eu.europa.esig.dss.jaxb.object.Message> messages) {
        List<String> values = new ArrayList<>();
        messages.forEach(each -> values.add(each.getValue()));
        return list(values);
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(Judge::quoted).toList()) + "]";
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char letter : value.toCharArray()) {
            if (letter == '"' || letter == '\\' || letter < ' ' || letter > '~') {
                text.append(String.format("\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.append('"').toString();
    }
}
