package dev.greenfork.examples.feedhub.server;

import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The few XML-writing moves that feeds need, over the JDK's stream writer, which escapes the text.
 */
final class Xml implements AutoCloseable {
  private final XMLStreamWriter writer;

  Xml(OutputStream out) throws XMLStreamException {
    writer = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
    writer.writeStartDocument("UTF-8", "1.0");
  }

  /** Opens an element; attributes are name, value pairs and may declare name spaces. */
  Xml open(String name, String... attributes) throws XMLStreamException {
    writer.writeStartElement(name);
    attributes(attributes);
    return this;
  }

  Xml shut() throws XMLStreamException {
    writer.writeEndElement();
    return this;
  }

  /** An element that holds only text. */
  Xml text(String name, String text, String... attributes) throws XMLStreamException {
    open(name, attributes);
    writer.writeCharacters(text);
    return shut();
  }

  /** An element that holds nothing. */
  Xml empty(String name, String... attributes) throws XMLStreamException {
    writer.writeEmptyElement(name);
    attributes(attributes);
    return this;
  }

  @Override
  public void close() throws XMLStreamException {
    writer.writeEndDocument();
    writer.close();
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }
}
